package com.acme.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.acme.shop.Sessions.Session;
import io.refledger.junit5.NoLeaks;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NoLeaks
class SessionsTest {
  private static Sessions sessions;

  @BeforeAll
  static void open() {
    sessions = new Sessions();
  }

  @Test
  void logoutEndsTheSession() {
    Session session = sessions.login("ada");
    sessions.logout(session);
  }

  @Test
  void visitIsForgotten() {
    Session session = sessions.login("bob");
    assertEquals(1, sessions.visit(session, "/"));
    sessions.logout(session);
  }

  @Test
  void nothingIsLeft() {
    assertEquals(4, "shop".length());
  }
}
