package org.triceras.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.util.Names;

/** All magics by name. */
public final class Magics {
    private final Map<String, Magic> byName = new TreeMap<>();
    private final List<Magic> all = new ArrayList<>();

    /** Those that come with the kernel. */
    public Magics() {
        Artifacts artifacts = new Artifacts();
        Stream.of(
                        new MavenMagic(artifacts),
                        new MavenRepoMagic(artifacts),
                        new LoadFromPomMagic(artifacts),
                        new JarsMagic(),
                        new ClasspathMagic(),
                        new LoadMagic(),
                        new TimeMagic(),
                        new TimeitMagic(),
                        new WhoMagic(),
                        new WhosMagic(),
                        new EnvMagic(),
                        new CdMagic(),
                        new LsMagic(),
                        new BashMagic(),
                        new WritefileMagic(),
                        new HtmlMagic(),
                        new MarkdownMagic(),
                        new LatexMagic(),
                        new SvgMagic(),
                        new JavascriptMagic(),
                        new LsmagicMagic(),
                        new HelpMagic(),
                        new ResetMagic(),
                        new HistoryMagic(),
                        new BackendMagic(),
                        new ThreadsMagic())
                .forEach(this::add);
    }

    /** Makes a magic known; one of the same name goes. */
    public void add(Magic magic) {
        all.add(magic);
        magic.names().forEach(name -> {
            Magic old = byName.put(name, magic);
            if (old != null) {
                all.remove(old);
            }
        });
    }

    public boolean isKnown(String name) {
        return byName.containsKey(name);
    }

    /** The magic of that name, or null. */
    public Magic get(String name) {
        return byName.get(name);
    }

    public List<Magic> all() {
        return List.copyOf(all);
    }

    /** All names, with their percent signs, for completion. */
    public List<String> titles() {
        List<String> titles = new ArrayList<>();
        byName.forEach((name, magic) -> {
            if (magic.isLine()) {
                titles.add("%" + name);
            }
        });
        byName.forEach((name, magic) -> {
            if (magic.isCell()) {
                titles.add("%%" + name);
            }
        });
        return titles;
    }

    /** Runs a call. */
    public Object run(MagicCall call, MagicHost host) throws Exception {
        return find(call).run(call, host);
    }

    private Magic find(MagicCall call) {
        Magic magic = byName.get(call.name());
        if (magic == null) {
            String nearest = Names.nearest(call.name(), byName.keySet());
            String offered = nearest == null
                    ? ""
                    : " Did you mean "
                            + (byName.get(nearest).isCell() && call.isCell()
                                            || !byName.get(nearest).isLine()
                                    ? "%%"
                                    : "%")
                            + nearest + "?";
            throw new ArgumentException("Unknown magic " + call.title() + "." + offered + " %lsmagic lists all.");
        }
        if (call.isCell() && !magic.isCell()) {
            throw new ArgumentException("%%" + call.name() + ": there is only the line magic %" + call.name()
                    + ". Write it with one percent sign.");
        }
        if (!call.isCell() && !magic.isLine()) {
            throw new ArgumentException("%" + call.name() + ": there is only the cell magic %%" + call.name()
                    + ". Write it with two percent signs on the first line of a cell.");
        }
        return magic;
    }
}
