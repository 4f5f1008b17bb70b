/** Data that come in batches: pipelines, and batches made when they are needed. */
package org.triceras.keras.data;
