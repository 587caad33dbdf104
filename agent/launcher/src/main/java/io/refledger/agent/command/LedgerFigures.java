package io.refledger.agent.command;

import io.refledger.snapshot.GenerationStats;
import io.refledger.snapshot.PauseStats;
import io.refledger.snapshot.PoolStats;
import io.refledger.snapshot.Totals;
import java.util.List;
import java.util.Optional;

/**
 * The figures of the ledger at one moment, late by what other threads are doing.
 *
 * @param totals without the pending objects, which take a search
 * @param generations the three generations, youngest first
 * @param pool absent when no pool is simulated
 * @param usedBytes the memory of the ledger, most of it outside the Java heap
 * @param mostBytes what it may use at most
 */
public record LedgerFigures(
    Totals totals,
    List<GenerationStats> generations,
    PauseStats pauses,
    Optional<PoolStats> pool,
    long usedBytes,
    long mostBytes) {}
