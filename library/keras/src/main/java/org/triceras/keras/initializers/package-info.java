/** First values of weights, as in Keras 3. */
package org.triceras.keras.initializers;
