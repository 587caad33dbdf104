/** The Maven plugin: one goal, which puts the agent into the JVMs that run tests. */
package io.refledger.maven;
