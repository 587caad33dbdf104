package io.refledger.agent.live;

import java.io.IOException;

/** A request that is not HTTP as this server speaks it. */
final class MalformedRequestException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedRequestException(String message) {
    super(message);
  }
}
