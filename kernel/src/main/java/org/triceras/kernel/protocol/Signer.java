package org.triceras.kernel.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.triceras.engine.error.ArgumentException;

/** Signs messages with the connection's key. An empty key means that nothing is signed. Not for use by two threads at once. */
final class Signer {
    private final Mac mac;

    Signer(String scheme, String key) {
        if (key.isEmpty()) {
            mac = null;
            return;
        }
        // "hmac-sha256" is HmacSHA256 in Java.
        String algorithm =
                "Hmac" + scheme.toLowerCase(Locale.ROOT).replace("hmac-", "").toUpperCase(Locale.ROOT);
        try {
            mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
        } catch (GeneralSecurityException e) {
            throw new ArgumentException(
                    "Signature scheme \"" + scheme + "\" is not supported. Expected hmac-sha256.", e);
        }
    }

    byte[] sign(List<byte[]> frames) {
        if (mac == null) {
            return new byte[0];
        }
        frames.forEach(mac::update);
        return HexFormat.of().formatHex(mac.doFinal()).getBytes(StandardCharsets.US_ASCII);
    }

    boolean verify(byte[] signature, List<byte[]> frames) {
        return mac == null || MessageDigest.isEqual(sign(frames), signature);
    }
}
