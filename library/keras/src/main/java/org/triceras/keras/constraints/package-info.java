/** Limits on weights, as in Keras 3. */
package org.triceras.keras.constraints;
