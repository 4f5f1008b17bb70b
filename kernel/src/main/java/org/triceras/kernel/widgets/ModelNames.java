package org.triceras.kernel.widgets;

import java.util.LinkedHashMap;
import java.util.Map;

/** The names by which the front end finds a widget's JavaScript. */
final class ModelNames {
    private static final String CONTROLS = "@jupyter-widgets/controls";
    private static final String BASE = "@jupyter-widgets/base";
    private static final String VERSION = "2.0.0";

    private ModelNames() {}

    /** Values of a control that is seen, such as "IntSlider", with a layout and a style of its own. */
    static Map<String, Object> control(String name, String style, Map<String, ?> values) {
        return control(name, name, style, values);
    }

    /** As above, for a control that shares its view with others. */
    static Map<String, Object> control(String name, String view, String style, Map<String, ?> values) {
        Map<String, Object> all = new LinkedHashMap<>(names(CONTROLS, name + "Model", CONTROLS, view + "View"));
        all.put("_dom_classes", new String[0]);
        all.put("layout", new Part(names(BASE, "LayoutModel", BASE, "LayoutView")));
        all.put("style", new Part(names(CONTROLS, style + "Model", BASE, "StyleView")));
        all.putAll(values);
        return all;
    }

    private static Map<String, Object> names(String module, String model, String viewModule, String view) {
        Map<String, Object> names = new LinkedHashMap<>();
        names.put("_model_module", module);
        names.put("_model_module_version", VERSION);
        names.put("_model_name", model);
        names.put("_view_module", viewModule);
        names.put("_view_module_version", VERSION);
        names.put("_view_name", view);
        names.put("_view_count", null);
        return names;
    }

    /** A part without behaviour of its own. */
    private static final class Part extends Widget {
        Part(Map<String, ?> values) {
            super(values);
        }
    }
}
