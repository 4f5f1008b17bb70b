package org.triceras.formats.hdf5;

/** Bob Jenkins's lookup3 hash ("hashlittle", 2006, public domain), the checksum of HDF5's version 2 structures. */
final class Lookup3 {
    private Lookup3() {}

    static int hash(byte[] data) {
        int a = 0xdeadbeef + data.length;
        int b = a;
        int c = a;
        int at = 0;
        int left = data.length;
        while (left > 12) {
            a += word(data, at);
            b += word(data, at + 4);
            c += word(data, at + 8);
            a = (a - c) ^ Integer.rotateLeft(c, 4);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 6);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 8);
            b += a;
            a = (a - c) ^ Integer.rotateLeft(c, 16);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 19);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 4);
            b += a;
            at += 12;
            left -= 12;
        }
        if (left == 0) {
            return c;
        }
        a += word(data, at);
        b += word(data, at + 4);
        c += word(data, at + 8);
        c = (c ^ b) - Integer.rotateLeft(b, 14);
        a = (a ^ c) - Integer.rotateLeft(c, 11);
        b = (b ^ a) - Integer.rotateLeft(a, 25);
        c = (c ^ b) - Integer.rotateLeft(b, 16);
        a = (a ^ c) - Integer.rotateLeft(c, 4);
        b = (b ^ a) - Integer.rotateLeft(a, 14);
        c = (c ^ b) - Integer.rotateLeft(b, 24);
        return c;
    }

    /** Four bytes, little-endian; zeros past the end. */
    private static int word(byte[] data, int at) {
        int value = 0;
        for (int i = 0; i < 4 && at + i < data.length; i++) {
            value |= (data[at + i] & 0xff) << (8 * i);
        }
        return value;
    }
}
