/** The ledger's own memory has a limit, and keeps to it however long a program runs. */
package io.refledger.it.bounded;
