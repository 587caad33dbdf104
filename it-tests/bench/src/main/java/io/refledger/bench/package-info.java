/**
 * Benchmarks of the runtime's parts, by JMH, and of whole programs, in {@code compare}.
 *
 * <pre>
 * Benchmarks -- all but Woven..., runtime on the boot class path --> HookBenchmark, Plain..., ledger alone
 *            -- Woven..., -javaagent ------------------------------> the same statements, woven
 * LedgerMemory, HookCounter: mains and agents of their own
 * </pre>
 *
 * <p>How each is run, and what was measured: {@code it-tests/measurements.md}. Nothing here asserts
 * a time.
 */
package io.refledger.bench;
