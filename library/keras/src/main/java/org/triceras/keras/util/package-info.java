/** Helpers: names, seeds, one-hot labels. */
package org.triceras.keras.util;
