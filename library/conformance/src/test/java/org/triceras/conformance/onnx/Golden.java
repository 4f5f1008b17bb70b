package org.triceras.conformance.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.formats.json.Json;

/** One case of the files that the keras module compares with Keras: a layer or model with options, weights and inputs. */
record Golden(Map<String, Object> json) {
    /** The cases of a file, for example "operations". */
    static List<Golden> cases(String file) {
        return read(file).objects("cases");
    }

    /** The cases of all layers in inference. */
    static List<Golden> layers() {
        List<Golden> all = new ArrayList<>();
        layerClasses().forEach(name -> all.addAll(cases("layers/" + name)));
        return all;
    }

    @SuppressWarnings("unchecked")
    static List<String> layerClasses() {
        return (List<String>) read("layers/index").json.get("classes");
    }

    @SuppressWarnings("unchecked")
    private static Golden read(String file) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + file + ".json")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Golden((Map<String, Object>) Json.read(text));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    String name() {
        return (String) json.get("name");
    }

    String className() {
        return (String) json.get("class_name");
    }

    boolean has(String member) {
        return json.get(member) != null;
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> map(String member) {
        return (Map<String, Object>) json.get(member);
    }

    /** Empty when there is none. */
    @SuppressWarnings("unchecked")
    List<Golden> objects(String member) {
        List<Object> list = has(member) ? (List<Object>) json.get(member) : List.of();
        return list.stream().map(each -> new Golden((Map<String, Object>) each)).toList();
    }

    Tensor tensor(String member) {
        return new Golden(map(member)).tensor();
    }

    List<Tensor> tensors(String member) {
        return objects(member).stream().map(Golden::tensor).toList();
    }

    private Tensor tensor() {
        List<?> data = (List<?>) json.get("data");
        int[] shape = ((List<?>) json.get("shape"))
                .stream().mapToInt(each -> ((Number) each).intValue()).toArray();
        double[] values = data.stream().mapToDouble(Golden::number).toArray();
        return Tensors.wrap(Shape.of(shape), DType.FLOAT64, values).cast((String) json.get("dtype"));
    }

    private static double number(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        return value instanceof Number number ? number.doubleValue() : Double.parseDouble((String) value);
    }

    /** So many samples, those that there are again and again. */
    static Tensor rows(Tensor samples, int count) {
        int[] places = new int[count];
        java.util.Arrays.setAll(places, i -> i % samples.shape().dim(0));
        return samples.gather(Tensors.of(places), 0);
    }

    /** For the reports of tests. */
    @Override
    public String toString() {
        return name();
    }
}
