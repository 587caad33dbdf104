package io.refledger.report;

import io.refledger.snapshot.Snapshot;

/**
 * A report of a ledger at hand.
 *
 * @param model what it says
 * @param snapshot what it was made from
 */
public record Report(ReportModel model, Snapshot snapshot) {}
