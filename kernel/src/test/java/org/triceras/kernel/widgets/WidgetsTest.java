package org.triceras.kernel.widgets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.triceras.engine.error.ArgumentException;
import org.triceras.kernel.comm.CommMessage;
import org.triceras.kernel.comm.Comms;

/** The messages of ipywidgets' protocol, version 2, as the front end sees them. */
class WidgetsTest {
    private record Sent(String type, JsonObject content, JsonObject metadata) {
        JsonObject data() {
            return content.getAsJsonObject("data");
        }

        String method() {
            return data().get("method").getAsString();
        }

        JsonObject state() {
            return data().getAsJsonObject("state");
        }
    }

    private final List<Sent> sent = new ArrayList<>();

    @BeforeEach
    void listen() {
        Comms.all().use((type, content, metadata, buffers) -> sent.add(new Sent(type, content.deepCopy(), metadata)));
    }

    @AfterEach
    void stopListening() {
        Comms.all().use((type, content, metadata, buffers) -> {});
    }

    private static void fromFrontEnd(Widget widget, String data) {
        Comms.all()
                .received(
                        widget.modelId(),
                        CommMessage.of(JsonParser.parseString(data).getAsJsonObject()));
    }

    @Test
    void aWidgetOpensItsPartsFirstAndRefersToThem() {
        assertThatThrownBy(() -> Widgets.slider("n", 5, 1, 3)).hasMessageContaining("Received 5 and 1");
        IntSlider slider = Widgets.slider("n", 0, 10, 3);
        assertThat(sent).extracting(Sent::type).containsExactly("comm_open", "comm_open", "comm_open");
        Sent open = sent.get(2);
        assertThat(open.content().get("target_name").getAsString()).isEqualTo("jupyter.widget");
        assertThat(open.metadata().get("version").getAsString()).isEqualTo("2.1.0");
        assertThat(open.state().get("_model_name").getAsString()).isEqualTo("IntSliderModel");
        assertThat(open.state().get("_view_module").getAsString()).isEqualTo("@jupyter-widgets/controls");
        assertThat(open.state().get("value").getAsInt()).isEqualTo(3);
        assertThat(open.state().get("layout").getAsString())
                .isEqualTo("IPY_MODEL_" + sent.get(0).content().get("comm_id").getAsString());
        assertThat(open.state().get("style").getAsString())
                .isEqualTo("IPY_MODEL_" + sent.get(1).content().get("comm_id").getAsString());
        assertThat(slider.toMimeBundle().get("application/vnd.jupyter.widget-view+json"))
                .contains("\"model_id\": \"" + slider.modelId() + "\"");
    }

    @Test
    void codeThatSetsTheValueTellsListenersOnce() {
        List<Integer> heard = new ArrayList<>();
        IntSlider slider = Widgets.slider("n", 0, 10, 3);
        slider.onChange(v -> {
            heard.add(v);
            slider.value(v);
        });
        slider.value(3);
        slider.value(9);
        assertThat(heard).containsExactly(9);
    }

    @Test
    void everyControlNamesAViewThatTheFrontEndHas() {
        Widgets.slider("n", 0, 10, 3);
        Widgets.slider("x", 0.0, 1.0, 0.5);
        Widgets.progress("work", 4);
        Widgets.checkbox("on", true);
        Widgets.button("go");
        // All kinds of progress bars share one view.
        assertThat(sent)
                .extracting(open -> open.state().get("_view_name").getAsString())
                .filteredOn(name -> !name.startsWith("Layout") && !name.startsWith("Style"))
                .containsExactly("IntSliderView", "FloatSliderView", "ProgressView", "CheckboxView", "ButtonView");
    }

    @Test
    void movingASliderSetsTheVariableAndIsEchoed() {
        int[] variable = {0};
        IntSlider slider = Widgets.slider("n", 0, 10, 3);
        slider.onChange(v -> variable[0] = v);
        sent.clear();
        fromFrontEnd(slider, "{\"method\": \"update\", \"state\": {\"value\": 7}, \"buffer_paths\": []}");
        assertThat(variable[0]).isEqualTo(7);
        assertThat(slider.value()).isEqualTo(7);
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).method()).isEqualTo("echo_update");
        assertThat(sent.get(0).state()).isEqualTo(JsonParser.parseString("{\"value\": 7}"));
    }

    @Test
    void aValueOutOfRangeIsCorrectedInTheFrontEndToo() {
        IntSlider slider = Widgets.slider("n", 0, 10, 3);
        sent.clear();
        fromFrontEnd(slider, "{\"method\": \"update\", \"state\": {\"value\": 70}, \"buffer_paths\": []}");
        assertThat(slider.value()).isEqualTo(10);
        assertThat(sent).extracting(Sent::method).containsExactly("echo_update", "update");
        assertThat(sent.get(1).state().get("value").getAsInt()).isEqualTo(10);
        assertThatThrownBy(() -> slider.value(11))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("from 0 to 10")
                .hasMessageContaining("11");
    }

    @Test
    void valuesSetHereAreSentOnce() {
        Progress progress = Widgets.progress("epoch", 3);
        sent.clear();
        progress.step();
        progress.step();
        progress.value(2);
        progress.finish(true);
        assertThat(sent).extracting(Sent::method).containsExactly("update", "update", "update");
        assertThat(sent.get(1).state()).isEqualTo(JsonParser.parseString("{\"value\": 2}"));
        assertThat(sent.get(2).state()).isEqualTo(JsonParser.parseString("{\"bar_style\": \"success\"}"));
    }

    @Test
    void unknownValuesAreNotTaken() {
        Checkbox box = Widgets.checkbox("on", false);
        sent.clear();
        fromFrontEnd(box, "{\"method\": \"update\", \"state\": {\"evil\": 1}, \"buffer_paths\": []}");
        assertThat(sent).isEmpty();
        fromFrontEnd(box, "{\"method\": \"request_state\"}");
        assertThat(sent.get(0).method()).isEqualTo("update");
        assertThat(sent.get(0).state().has("evil")).isFalse();
        assertThat(sent.get(0).state().get("_model_name").getAsString()).isEqualTo("CheckboxModel");
    }

    @Test
    void clicksRunActions() {
        int[] clicks = {0};
        Button button = Widgets.button("go").onClick(() -> clicks[0]++);
        fromFrontEnd(button, "{\"method\": \"custom\", \"content\": {\"event\": \"click\"}}");
        assertThat(clicks[0]).isEqualTo(1);
    }

    @Test
    void aReloadedPageGetsAllStatesAtOnce() {
        FloatSlider slider = Widgets.slider("rate", 0.0, 1.0, 0.25);
        slider.value(0.5);
        Comms.all().opened("control", "jupyter.widget.control", CommMessage.of(new JsonObject()));
        sent.clear();
        JsonObject request = new JsonObject();
        request.addProperty("method", "request_states");
        Comms.all().received("control", CommMessage.of(request));
        Comms.all().closed("control", CommMessage.of(new JsonObject()));
        JsonObject states = sent.get(0).data().getAsJsonObject("states");
        JsonObject entry = states.getAsJsonObject(slider.modelId());
        assertThat(entry.get("model_name").getAsString()).isEqualTo("FloatSliderModel");
        assertThat(entry.getAsJsonObject("state").get("value").getAsDouble()).isEqualTo(0.5);
        slider.close();
        assertThat(Comms.all().list("jupyter.widget")).doesNotContainKey(slider.modelId());
    }

    @Test
    void aCommForAnUnknownTargetIsClosedAgain() {
        Comms.all().opened("stray", "nobody.knows", CommMessage.of(new JsonObject()));
        assertThat(sent).extracting(Sent::type).containsExactly("comm_close");
        assertThat(Comms.all().list(null)).doesNotContainKey("stray");
    }
}
