package org.triceras.kernel.session;

/**
 * What is known about a name.
 *
 * @param html its documentation, safe to show, or null
 * @param source its declaration, or null
 */
public record Described(String signature, String html, String source) {}
