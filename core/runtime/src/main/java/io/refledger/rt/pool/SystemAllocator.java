package io.refledger.rt.pool;

/**
 * What pools do not serve: requests of 0 bytes and of more than 512, and all others once the
 * addresses are used up. Numbers only; no such block has a place.
 *
 * <p>All fields are read and written under the simulator's lock. What is in use is a difference, so
 * that a request and a block given back cost two additions each.
 */
final class SystemAllocator {

  long requests;
  long requestedBytes;
  long freed;
  long freedBytes;

  void allocate(int requestBytes) {
    requests++;
    requestedBytes += requestBytes;
  }

  void free(int requestBytes) {
    freed++;
    freedBytes += requestBytes;
  }
}
