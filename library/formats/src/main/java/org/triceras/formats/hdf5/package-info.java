/**
 * HDF5 files as small in-memory trees: groups, datasets and attributes.
 *
 * <p>Reading goes through jhdf, which understands what h5py writes (symbol tables, chunks, gzip, shuffle). Writing is our
 * own and keeps to a small, modern part of the format: superblock 2, object headers 2, links as messages, contiguous
 * datasets, variable-length strings in one global heap. See docs/decisions.md for the reason.
 */
package org.triceras.formats.hdf5;
