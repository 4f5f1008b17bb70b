package org.triceras.formats.hdf5;

import org.triceras.engine.error.ArgumentException;

/** Collects the messages of one version 2 object header. */
final class ObjectHeader {
    static final int DATASPACE = 0x01;
    static final int LINK_INFO = 0x02;
    static final int DATATYPE = 0x03;
    static final int FILL_VALUE = 0x05;
    static final int LINK = 0x06;
    static final int LAYOUT = 0x08;
    static final int GROUP_INFO = 0x0a;
    static final int ATTRIBUTE = 0x0c;

    /** A message's size field has 16 bits. */
    static final int MAX_MESSAGE = 65535;

    private final LittleEndian messages = new LittleEndian();

    void add(int type, LittleEndian body, String what) {
        if (body.size() > MAX_MESSAGE) {
            throw new ArgumentException("HDF5 " + what + " takes " + body.size() + " bytes. Expected at most "
                    + MAX_MESSAGE + "; split it into several, or store it as a dataset.");
        }
        messages.u8(type).u16(body.size()).u8(0).raw(body);
    }

    byte[] toBytes() {
        // Flags 0x02: the size of the messages takes four bytes; no times, no phase change values.
        LittleEndian out = new LittleEndian()
                .ascii("OHDR")
                .u8(2)
                .u8(0x02)
                .u32(messages.size())
                .raw(messages);
        return out.u32(Lookup3.hash(out.toBytes())).toBytes();
    }
}
