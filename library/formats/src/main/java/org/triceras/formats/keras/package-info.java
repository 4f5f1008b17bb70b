/**
 * Keras's own files, both ways: {@code .keras} archives, {@code .weights.h5}, and the legacy {@code .h5} of whole models and of
 * weights alone.
 */
package org.triceras.formats.keras;
