/** Models: putting layers together, training, evaluating, predicting. */
package org.triceras.keras.models;
