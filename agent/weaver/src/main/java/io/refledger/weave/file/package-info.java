/** Class files as bytes, where reading them as trees would cost too much or tell too little. */
package io.refledger.weave.file;
