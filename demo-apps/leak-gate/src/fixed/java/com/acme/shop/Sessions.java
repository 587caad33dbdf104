package com.acme.shop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who is logged in, and what they have looked at. */
public final class Sessions {
  private final Map<String, Session> byUser = new HashMap<>();
  private final List<Visit> visits = new ArrayList<>();

  /** One user's session. */
  public static final class Session {
    private final String user;

    Session(String user) {
      this.user = user;
    }
  }

  /** One page that a user looks at. */
  public static final class Visit {
    private final Session session;
    private final String page;

    Visit(Session session, String page) {
      this.session = session;
      this.page = page;
    }
  }

  public Session login(String user) {
    return byUser.computeIfAbsent(user, name -> new Session(name));
  }

  public int visit(Session session, String page) {
    Visit visit = new Visit(session, page);
    visits.add(visit);
    int number = visits.size();
    visits.remove(visit);
    return number;
  }

  public void logout(Session session) {
    byUser.remove(session.user);
  }
}
