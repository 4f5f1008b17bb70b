package org.triceras.kernel.magic;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.triceras.engine.error.ArgumentException;

/** {@code %timeit CODE} and {@code %%timeit}: runs code in loops, as many as it needs, and says how long one pass takes. */
final class TimeitMagic implements Magic {
    private static final int RUNS = 7;
    private static final Pattern CALL = Pattern.compile("[^(].*\\)\\s*(//[^\\n]*)?", Pattern.DOTALL);

    @Override
    public List<String> names() {
        return List.of("timeit");
    }

    @Override
    public boolean isCell() {
        return true;
    }

    @Override
    public Takes takes() {
        return Takes.CODE;
    }

    @Override
    public boolean bodyIsJava() {
        return true;
    }

    @Override
    public Object run(MagicCall call, MagicHost host) {
        MagicOptions options = new MagicOptions(call, Set.of("-o", "-q"), Set.of("-n", "-r"));
        MagicCode code = options.rest();
        if (call.isCell()) {
            if (!code.isBlank()) {
                host.run(code);
            }
            code = call.body();
        }
        code = withoutSemicolon(code.strip());
        if (code.isBlank()) {
            throw new ArgumentException(
                    call.title() + ": expected code to time. Try %timeit Math.sqrt(2), and %help timeit.");
        }
        boolean hasValue = hasValue(code.text(), host);
        String before = TimedLoop.class.getName() + ".measure(" + options.count("-n", 0) + "L, "
                + options.count("-r", RUNS)
                + ", __n -> { long __t = System.nanoTime(); for (long __i = 0; __i < __n; __i++) { "
                + (hasValue ? TimedLoop.class.getName() + ".keep(" : "");
        // On a line of its own, since the code may end with a comment.
        String after = "\n" + (hasValue ? ")" : "") + "; } return System.nanoTime() - __t; });";
        host.runWrapped(before, code, after);
        TimeitResult result = TimedLoop.takeResult();
        if (!options.has("-q")) {
            System.out.println(result);
        }
        return options.has("-o") ? result : null;
    }

    /** A call of a method without a value is no expression that compiles either, but a statement. */
    private static boolean hasValue(String code, MagicHost host) {
        String type = host.typeOf(code);
        return type != null
                && !type.equals("void")
                && !(type.isEmpty() && CALL.matcher(code).matches());
    }

    private static MagicCode withoutSemicolon(MagicCode code) {
        String text = code.text();
        return text.endsWith(";") ? new MagicCode(text.substring(0, text.length() - 1), code.offset()) : code;
    }
}
