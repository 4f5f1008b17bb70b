package org.triceras.kernel.debug;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.triceras.engine.error.ArgumentException;

/** A line to stop at, or to say something at, perhaps only under a condition. */
public final class Breakpoint {
    /**
     * What a front end asks for.
     *
     * @param condition an expression; null for none
     * @param hits see {@link HitCondition}; null for none
     * @param message see {@link LogMessage}; with one nothing stops; null for none
     */
    public record Wanted(int line, String condition, String hits, String message) {}

    /** What comes of reaching it. */
    record Outcome(boolean stops, String said, String problem) {
        static final Outcome NOTHING = new Outcome(false, null, null);
        static final Outcome STOP = new Outcome(true, null, null);
    }

    private final Wanted wanted;
    private final int line;
    private final Expressions expressions;
    private final AtomicInteger count = new AtomicInteger();
    /** The same line may be in several places of the bytecode, with other variables. */
    private final Map<ProbeSite, Code> code = new ConcurrentHashMap<>();

    private IntPredicate hits;
    private List<LogMessage.Part> message = List.of();
    private String problem;

    /** @param condition null for none */
    private record Code(CompiledExpression condition, List<CompiledExpression> said) {}

    /** @param line where it came to stand */
    Breakpoint(Wanted wanted, int line, Expressions expressions) {
        this.wanted = wanted;
        this.line = line;
        this.expressions = expressions;
        try {
            if (wanted.condition() != null) {
                expressions.check(wanted.condition());
            }
            hits = wanted.hits() == null ? null : HitCondition.parse(wanted.hits());
            message = wanted.message() == null ? List.of() : LogMessage.parse(wanted.message());
            for (LogMessage.Part part : message) {
                if (part.isExpression()) {
                    expressions.check(part.text());
                }
            }
        } catch (ArgumentException e) {
            problem = e.getMessage();
        }
    }

    public Wanted wanted() {
        return wanted;
    }

    /** Where it came to stand. */
    public int line() {
        return line;
    }

    /** Null, or why it will never stop: what is asked for cannot be read. */
    public String problem() {
        return problem;
    }

    /** Called by the thread that comes to the line. What is wrong with an expression shows only here, where its variables are known. */
    Outcome reached(ProbeSite site, Object[] locals) throws Throwable {
        if (wanted.condition() == null && hits == null && wanted.message() == null) {
            return Outcome.STOP;
        }
        Code here;
        try {
            here = code.computeIfAbsent(site, this::compile);
        } catch (ArgumentException e) {
            return new Outcome(true, null, e.getMessage());
        }
        if (here.condition() != null && !(boolean) here.condition().run(locals)) {
            return Outcome.NOTHING;
        }
        if (hits != null && !hits.test(count.incrementAndGet())) {
            return Outcome.NOTHING;
        }
        return wanted.message() == null ? Outcome.STOP : new Outcome(false, said(here.said(), locals), null);
    }

    private Code compile(ProbeSite site) {
        List<CompiledExpression> said = new ArrayList<>();
        for (LogMessage.Part part : message) {
            if (part.isExpression()) {
                said.add(expressions.compile(part.text(), site.scope(), Object.class));
            }
        }
        CompiledExpression condition = wanted.condition() == null
                ? null
                : expressions.compile(wanted.condition(), site.scope(), boolean.class);
        return new Code(condition, said);
    }

    private String said(List<CompiledExpression> compiled, Object[] locals) throws Throwable {
        StringBuilder text = new StringBuilder();
        int next = 0;
        for (LogMessage.Part part : message) {
            if (!part.isExpression()) {
                text.append(part.text());
                continue;
            }
            Object value = compiled.get(next++).run(locals);
            boolean isArray = value != null && value.getClass().isArray();
            text.append(isArray ? Variables.text(value) : String.valueOf(value));
        }
        return text.toString();
    }
}
