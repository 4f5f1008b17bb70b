package org.triceras.kernel.debug;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.error.TricerasException;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;
import org.triceras.kernel.session.Session;

/** Looks at the variables of the session and of what stands still, evaluates Java there, and changes values. */
public final class Inspector {
    private final Session session;
    private final Expressions expressions;
    private final Variables variables = new Variables();

    public Inspector(Session session, Debugger debugger) {
        this.session = session;
        expressions = debugger.expressions();
    }

    /** Forgets all references. */
    public void clear() {
        variables.clear();
    }

    /** What stands under a reference. */
    public List<Variable> parts(int reference) {
        return variables.get(reference);
    }

    /** A reference to the local variables of a frame. */
    public int referToLocals(Stop.Frame frame) {
        return variables.refer(() -> locals(frame), name -> {
            throw ExpressionText.unchangeable(name);
        });
    }

    /** A reference to the session's variables. */
    public int referToGlobals() {
        return variables.refer(this::globals, this::slot);
    }

    private List<Variable> locals(Stop.Frame frame) {
        List<Variable> list = new ArrayList<>();
        List<String> names = frame.scope().names();
        for (int i = 0; i < names.size(); i++) {
            list.add(variables.of(names.get(i), frame.values()[i]));
        }
        return list;
    }

    /** The session's variables. */
    public List<Variable> globals() {
        List<Variable> list = new ArrayList<>();
        session.variables()
                .forEach((name, type) ->
                        list.add(variables.of(name, session.variable(name)).withType(type)));
        return list;
    }

    private Slot slot(String name) {
        Field field = session.scope().variable(name).orElseThrow(() -> unknown(name));
        return new Slot(field.getType(), value -> field.set(null, value));
    }

    private static ArgumentException unknown(String name) {
        return new ArgumentException("there is no variable " + name + " here.");
    }

    /** A variable's value; @param frame where a local one may be, or null */
    public Object named(String name, Stop.Frame frame) {
        if (frame != null && frame.scope().has(name)) {
            return frame.values()[frame.scope().names().indexOf(name)];
        }
        if (!session.variables().containsKey(name)) {
            throw unknown(name);
        }
        return session.variable(name);
    }

    /**
     * Evaluates an expression, or statements, in a frame, on its thread.
     *
     * @param isFull whether the value shall look as in a cell, which may run code of it; in short otherwise
     * @throws TricerasException when it does not compile, or fails, or takes too long
     */
    public Variable evaluate(Stop stop, Stop.Frame frame, String text, boolean isFull) {
        Object value;
        try {
            CompiledExpression code = expressions.compile(text, frame.scope());
            value = stop.compute(() -> code.run(frame.values()));
            if (!code.hasValue()) {
                return new Variable(text, "", "", 0);
            }
        } catch (TricerasException e) {
            boolean isHidden = e.getCause() instanceof IllegalAccessError;
            if (!isHidden && !(e instanceof ArgumentException)) {
                throw e;
            }
            value = byPath(stop, frame, text, e);
        }
        Variable shown = variables.of(text, value);
        return isFull ? shown.withValue(fullText(stop, value)) : shown;
    }

    /** What Java's rules do not allow: private fields, what the static type does not know, elements of lists in brackets. */
    private Object byPath(Stop stop, Stop.Frame frame, String text, TricerasException otherwise) {
        try {
            return stop.compute(() -> ValuePath.evaluate(text, name -> named(name, frame)));
        } catch (TricerasException e) {
            throw otherwise;
        }
    }

    private static String fullText(Stop stop, Object value) {
        if (value instanceof String text) {
            return '"' + text + '"';
        }
        return Variables.isPlain(value)
                ? Variables.text(value)
                : stop.compute(() -> Display.bundleOf(value).get(MimeBundle.TEXT));
    }

    /** Has the thread that stands still compute what may run code of cells. */
    public <T> T onThread(Stop stop, Supplier<T> work) {
        return stop.compute(work::get);
    }

    /** A few words on a value, made without running any code of it. */
    public String inShort(Object value) {
        return Variables.text(value);
    }

    /** Gives a part of what stands under a reference another value. @throws TricerasException when that is not possible */
    public Variable set(Stop stop, Stop.Frame frame, int reference, String name, String expression) {
        Slot slot = variables.slot(reference, name);
        CompiledExpression code = expressions.compile(expression, frame.scope(), slot.type());
        Object value = stop.compute(() -> code.run(frame.values()));
        slot.set(name, value);
        return variables.of(name, value);
    }

    /** Makes a variable of the session of one of a frame. @throws TricerasException when there is none, or the name is no name */
    public Variable copyToGlobals(Stop.Frame frame, String from, String to) {
        if (!LocalScope.isName(to)) {
            throw new ArgumentException("expected the name of a variable. Received " + to);
        }
        Object value = named(from, frame);
        String type = frame.scope().locals().stream()
                .filter(each -> each.name().equals(from))
                .findFirst()
                .map(each -> TypeText.of(each, session.scope().loader()))
                .orElseGet(() -> session.variables().get(from));
        Optional<Field> there = session.scope().variable(to);
        if (there.isPresent() && there.get().getGenericType().getTypeName().equals(type)) {
            // What has been compiled before sees the new value, too.
            slot(to).set(to, value);
        } else {
            declare(ClassView.withoutPrefix(type), to, value);
        }
        return variables.of(to, value);
    }

    private void declare(String type, String name, Object value) {
        // A class that is not the session's any more, or never was, has no name in it.
        for (String each : type.contains(ClassView.PREFIX) ? List.of("Object") : List.of(type, "Object")) {
            String declaration = each + " " + name + " = " + CopiedValue.expressionFor(value) + ";";
            if (session.scope().declare(declaration).isEmpty()) {
                return;
            }
        }
        throw new StateException("the variable " + name + " could not be declared.");
    }
}
