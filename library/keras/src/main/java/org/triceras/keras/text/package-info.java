/** Text to numbers. Tensors hold no text, so these work on lists of strings, before a model and not in it. */
package org.triceras.keras.text;
