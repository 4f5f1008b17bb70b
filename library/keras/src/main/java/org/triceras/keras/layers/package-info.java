/** The layers, as in Keras 3. Each is one file; what it shares with others is in its superclass. */
package org.triceras.keras.layers;
