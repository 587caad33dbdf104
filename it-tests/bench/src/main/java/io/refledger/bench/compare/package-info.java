/**
 * Times of whole programs under several tools, compared.
 *
 * <pre>
 * compare.sh -- one line a run --> runs.tsv --> Run --> Comparison (Result, Spread) --> ComparisonTable --> Markdown
 * </pre>
 *
 * <p>The script measures, this package calculates. Imports Java only.
 */
package io.refledger.bench.compare;
