/** What is told about training as it goes on, as in Keras 3. */
package org.triceras.keras.callbacks;
