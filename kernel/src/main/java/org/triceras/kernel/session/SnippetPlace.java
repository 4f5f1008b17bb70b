package org.triceras.kernel.session;

/** Where a snippet came from: its cell, and its first line there. */
record SnippetPlace(Cell cell, int line) {}
