/**
 * Class files as bytes: the order of their methods, the lengths of these. Apart because a tree
 * would cost too much where nothing is woven, and does not tell lengths. Imports nothing.
 */
package io.refledger.weave.file;
