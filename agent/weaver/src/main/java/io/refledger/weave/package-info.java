/**
 * The weaver: class file in, class file with hook calls out. Pure, no instrumentation, no runtime;
 * may import ASM only. Hooks are named by strings in {@link io.refledger.weave.spec.HookNames}.
 */
package io.refledger.weave;
