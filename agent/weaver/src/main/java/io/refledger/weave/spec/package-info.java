/**
 * The words that weaver and caller share: the hooks by name, what to weave and how, who numbers
 * sites. May import ASM only.
 */
package io.refledger.weave.spec;
