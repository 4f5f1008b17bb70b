package org.triceras.kernel.magic;

import java.util.List;
import java.util.Set;
import org.triceras.engine.error.ArgumentException;

/** {@code %reset}: forgets what cells have declared. */
final class ResetMagic implements Magic {
    @Override
    public List<String> names() {
        return List.of("reset");
    }

    @Override
    public Object run(MagicCall call, MagicHost host) {
        // IPython asks back unless -f is given; a notebook that runs unattended cannot answer, so we never ask.
        MagicOptions options = new MagicOptions(call, Set.of("-f"), Set.of());
        if (!options.rest().isBlank()) {
            throw new ArgumentException("%reset: expected nothing but -f, as it forgets everything. Received \""
                    + options.rest().text() + "\". Nothing was forgotten; assign null to let go of one variable.");
        }
        int n = host.reset();
        System.out.println("Forgot " + n + (n == 1 ? " declaration." : " declarations."));
        return null;
    }
}
