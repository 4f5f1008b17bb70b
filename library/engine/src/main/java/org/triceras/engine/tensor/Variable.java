package org.triceras.engine.tensor;

import java.util.concurrent.atomic.AtomicLong;
import org.triceras.engine.backend.Buffer;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.ir.Spec;

/**
 * State that outlives a step: a weight, an optimizer slot, a running mean, a random counter. Its content lies in a backend's
 * buffer, which compiled programs read and update in place.
 *
 * <p>Inside a traced computation a variable stands for its current value in that trace, and {@link #assign} is recorded as an
 * update; outside, both act at once.
 */
public final class Variable implements Operand {
    private static final AtomicLong STAMPS = new AtomicLong();

    private final Spec spec;
    private String path;
    private boolean trainable;
    private Buffer buffer;
    private volatile long stamp = STAMPS.incrementAndGet();

    /** A variable that starts with a copy of {@code initial}. */
    public Variable(Tensor initial, String path, boolean trainable) {
        this.spec = initial.spec();
        this.path = path;
        this.trainable = trainable;
        this.buffer = initial.buffer().host().copy();
    }

    public Spec spec() {
        return spec;
    }

    public Shape shape() {
        return spec.shape();
    }

    public DType dtype() {
        return spec.dtype();
    }

    /** The name with the names of the layers around it: "dense/kernel". */
    public String path() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    /** The last part of the path: "kernel". */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public boolean isTrainable() {
        return trainable;
    }

    public void setTrainable(boolean trainable) {
        this.trainable = trainable;
    }

    /** The current value: symbolic inside a trace, else a copy that later updates leave alone. */
    @Override
    public Tensor tensor() {
        Trace trace = Trace.current();
        return trace != null ? trace.read(this) : value();
    }

    /** A copy of the stored value, also inside a trace. */
    public Tensor value() {
        HostBuffer host = buffer.host();
        return Tensor.concrete(spec, host.copy());
    }

    /** Stores a value of the same shape; another element type is converted. */
    public void assign(Operand value) {
        Tensor tensor = value.tensor();
        if (!tensor.shape().equals(spec.shape())) {
            throw new ShapeException("Variable " + path + ": expected a value of shape " + spec.shape() + ". Received "
                    + tensor.shape() + ".");
        }
        Tensor cast = tensor.cast(spec.dtype());
        Trace trace = Trace.current();
        if (trace != null) {
            trace.write(this, cast);
        } else {
            setBuffer(cast.buffer().host().copy());
        }
    }

    public void assignAdd(Operand delta) {
        assign(tensor().add(delta));
    }

    public void assignSub(Operand delta) {
        assign(tensor().sub(delta));
    }

    /** The backend's storage; for backends. */
    public Buffer buffer() {
        return buffer;
    }

    /** Replaces the storage by one of the same spec; for backends. */
    public void setBuffer(Buffer buffer) {
        this.buffer = buffer;
        changed();
    }

    /**
     * A positive number that no other content of any variable has had: while it stays, so do the values, and what was made of them may be used
     * again. For backends.
     */
    public long stamp() {
        return stamp;
    }

    /** Whoever writes into the variable's storage calls this afterwards. */
    public void changed() {
        stamp = STAMPS.incrementAndGet();
    }

    @Override
    public String toString() {
        return "<Variable path=" + path + ", shape=" + spec.shape() + ", dtype=" + spec.dtype() + ">";
    }
}
