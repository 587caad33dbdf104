/**
 * Where the time that the agent adds goes: how many events of which kind, at what cost each.
 *
 * <pre>
 * account.sh -- times, events, totals --> facts.tsv -+
 *            -- a profile of stacks ----> Stacks ----+--> Account --> Markdown
 * </pre>
 *
 * <p>The script measures, this package calculates. Imports Java only.
 */
package io.refledger.bench.account;
