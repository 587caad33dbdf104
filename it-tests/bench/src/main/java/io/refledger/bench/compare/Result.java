package io.refledger.bench.compare;

import java.util.List;
import java.util.Optional;

/**
 * How a contestant did in one workload.
 *
 * @param contestant its name
 * @param runs the number of runs that were measured
 * @param wall their wall seconds; empty if there are none
 * @param user their seconds in user mode; empty if there are none
 * @param remarks why others were not, what differs from the plain run, what the tool says; each
 *     once
 */
record Result(
    String contestant,
    int runs,
    Optional<Spread> wall,
    Optional<Spread> user,
    List<String> remarks) {}
