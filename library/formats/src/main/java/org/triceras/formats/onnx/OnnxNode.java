package org.triceras.formats.onnx;

import java.util.List;
import java.util.function.UnaryOperator;

/** An operation of ONNX on named values. */
record OnnxNode(String type, List<String> inputs, List<String> outputs, List<Attribute> attributes) {
    /** A NodeProto. */
    ProtoMessage message(UnaryOperator<String> names) {
        ProtoMessage message = new ProtoMessage();
        inputs.forEach(each -> message.text(1, names.apply(each)));
        outputs.forEach(each -> message.text(2, names.apply(each)));
        message.text(3, outputs.get(0)).text(4, type);
        attributes.forEach(each -> message.message(5, each.message(names)));
        return message;
    }
}
