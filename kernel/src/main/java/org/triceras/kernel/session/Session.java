package org.triceras.kernel.session;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.SPIResolutionException;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;
import org.triceras.kernel.compiler.IndexedFiles;
import org.triceras.kernel.magic.MagicCode;
import org.triceras.kernel.magic.MagicHost;
import org.triceras.kernel.magic.MagicParser;
import org.triceras.kernel.session.ExpressionForm.Form;

/** A running Java session: evaluates cells one after another in this JVM, with the library preloaded. */
public final class Session implements AutoCloseable {
    /** With names of local variables, for the debugger. */
    private static final List<String> OPTIONS = List.of("-Xlint:none", "-parameters", "-g");

    private final CompileLock lock = new CompileLock();
    private final JShell shell;
    private final ClassLoader classLoader;
    private final Assistant assistant;
    private final Suggestions suggestions;
    private final ExpressionForm expressions = new ExpressionForm();
    private final KeptVariables variables;
    private final Statements statements;
    private final Map<String, SnippetPlace> places = new ConcurrentHashMap<>();
    private final Set<String> preloaded = new HashSet<>();
    private final Set<Path> added = Collections.synchronizedSet(new LinkedHashSet<>());
    private final List<Cell> past = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger cells = new AtomicInteger();
    private MagicSession magics;
    private IndexedFiles files;

    /** Where a snippet came from: its cell, and its first line there. */
    record SnippetPlace(Cell cell, int line) {}

    public Session() {
        shell = JShell.builder()
                .executionEngine(new SnippetControlProvider(lock), Map.of())
                .compilerOptions(OPTIONS.toArray(String[]::new))
                .fileManager(standard -> files = CompilerFiles.indexed(standard))
                .idGenerator((snippet, i) -> String.valueOf(i))
                .build();
        classLoader = SnippetControl.classLoader();
        // Not as a compiler option: that would stand in the way of what is added later.
        shell.addToClasspath(System.getProperty("java.class.path"));
        variables = new KeptVariables(shell, SnippetLoader.of(classLoader));
        statements = new Statements(lock, shell, files, SnippetLoader.of(classLoader), OPTIONS);
        preload();
        suggestions = new Suggestions(shell, files, classLoader);
        assistant = new Assistant(shell, this, lock);
    }

    private void preload() {
        Set<String> there = shell.imports()
                .filter(i -> shell.status(i).isActive())
                .map(i -> i.source().strip())
                .collect(Collectors.toSet());
        for (String line : Preload.imports()) {
            // A package that is not on the class path is left out: the kernel works without the library.
            if (!there.contains(line)) {
                shell.eval(line).forEach(event -> preloaded.add(event.snippet().id()));
            }
        }
    }

    /** Lets cells end the process, as scripts may; a kernel refuses. */
    public void allowExit() {
        Exits.allow(true);
    }

    /** Completion, inspection and the like. */
    public Assistant assistant() {
        return assistant;
    }

    /** Evaluates a cell's snippets in order, up to the first that fails; cells are counted from 1. */
    public CellResult evaluate(String source) {
        return evaluate(source, cells.get() + 1);
    }

    /** The same for a cell whose number the front end shows; errors name it. */
    public CellResult evaluate(String source, int number) {
        return evaluate(new Cell(number, source));
    }

    /** Evaluates the text of a file; errors name that instead of a cell. */
    public CellResult evaluateFile(String source, String name) {
        return evaluate(new Cell(cells.get() + 1, source, name));
    }

    private CellResult evaluate(Cell cell) {
        cells.incrementAndGet();
        String source = cell.source();
        Lane lane = Lane.current();
        lane.cell = cell;
        lane.begin();
        try {
            past.add(cell);
            MagicCode code = new MagicCode(source, 0);
            return CellResult.of(
                    MagicParser.mayHaveMagics(source) ? magics().evaluate(cell, code) : evaluateJava(cell, code));
        } catch (CellFailure e) {
            return CellResult.failed(e.error());
        } catch (StackOverflowError e) {
            return CellResult.failed(ErrorReports.tooDeep(cell));
        } catch (OutOfMemoryError e) {
            HeapReserve.release();
            return CellResult.failed(ErrorReports.tooLarge(cell));
        } finally {
            lane.running = false;
            tellNotes(lane);
            lane.forgetValues();
            lock.hold(() -> SnippetLoader.of(classLoader).forgetReplaced());
        }
    }

    /** Evaluates a part of a cell; returns the last expression's value. */
    Object evaluateJava(Cell cell, MagicCode code) {
        long[] begun = RunClock.begin();
        try {
            return evaluateSnippets(cell, code);
        } finally {
            RunClock.endJava(begun);
        }
    }

    private Object evaluateSnippets(Cell cell, MagicCode code) {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        Lane lane = Lane.current();
        Object value = null;
        String rest = code.text();
        while (!rest.isBlank()) {
            if (lane.interrupted) {
                throw new CellFailure(ErrorReports.interrupted(cell));
            }
            String text = rest;
            CompletionInfo info = lock.hold(() -> analysis.analyzeCompletion(text));
            boolean incomplete = info.completeness() == Completeness.DEFINITELY_INCOMPLETE
                    || info.completeness() == Completeness.UNKNOWN;
            if (info.completeness() == Completeness.EMPTY) {
                break;
            }
            String snippet = incomplete || info.source() == null ? rest : info.source();
            int start = code.offset() + code.text().length() - rest.length() + leadingBlank(rest);
            // Without blanks before it, or JShell counts the lines of methods wrong.
            value = evaluateSnippet(cell, snippet.substring(leadingBlank(snippet)), start, start, code);
            rest = incomplete ? "" : info.remaining();
        }
        if (lane.interrupted) {
            throw new CellFailure(ErrorReports.interrupted(cell));
        }
        return value;
    }

    /**
     * One snippet.
     *
     * @param start where its first line stands in the cell
     * @param base where its text would begin in the cell
     * @param code the user's part of it
     */
    private Object evaluateSnippet(Cell cell, String snippet, int start, int base, MagicCode code) {
        return lock.hold(() -> evaluateAlone(cell, snippet, start, base, code));
    }

    private Object evaluateAlone(Cell cell, String snippet, int start, int base, MagicCode code) {
        Lane lane = Lane.current();
        lane.current = new SnippetPlace(cell, cell.lineOf(start));
        List<Form> forms = expressions.statementsFor(snippet);
        for (Form form : forms) {
            Optional<Method> method = statements.compile(form.code(), lane.current);
            if (method.isPresent()) {
                return runStatement(method.get(), cell);
            }
        }
        if (!forms.isEmpty()) {
            Form last = forms.get(forms.size() - 1);
            List<Problem> problems = statements.problems(last.code());
            if (!problems.isEmpty()) {
                int shift = last.added();
                throw new CellFailure(ErrorReports.rejected(
                        suggestions,
                        snippet,
                        problems.stream().map(p -> p.before(shift)).toList(),
                        cell,
                        base,
                        code));
            }
        }
        Optional<Method> again = Syntax.onlyVariable(snippet)
                .flatMap(variables::field)
                .flatMap(field -> statements.compileAgain(snippet, field, lane.current));
        if (again.isPresent()) {
            return runStatement(again.get(), cell);
        }
        Optional<Snippet> there = variables.alreadyThere(snippet);
        if (there.isPresent()) {
            places.put(there.get().id(), lane.current);
            return null;
        }
        List<SnippetEvent> events = variables.evaluate(ImportText.onOneLine(snippet));
        statements.imports().change();
        finish(events, cell, start, base, code);
        return valueOf(events);
    }

    private Object runStatement(Method method, Cell cell) {
        Lane lane = Lane.current();
        Optional<SnippetThread> ran = statements.run(method);
        Throwable failure = ran.map(SnippetThread::failure).orElse(null);
        if (lane.interrupted) {
            throw new CellFailure(
                    failure == null || failure instanceof StoppedError
                            ? ErrorReports.interrupted(cell)
                            : ErrorReports.interrupted(cell, failure.getClass().getName(), failure.getMessage()));
        }
        if (failure instanceof SPIResolutionException unresolved) {
            String id = String.valueOf(unresolved.id());
            shell.snippets()
                    .filter(s -> s.id().equals(id) && shell.status(s).isActive())
                    .filter(DeclarationSnippet.class::isInstance)
                    .findFirst()
                    .ifPresent(s -> {
                        throw new CellFailure(ErrorReports.unresolved(suggestions, (DeclarationSnippet) s, cell));
                    });
        }
        if (failure != null && !(failure instanceof StoppedError)) {
            throw new CellFailure(ErrorReports.thrown(Thrown.of(failure), this::placeOf));
        }
        return ran.map(thread -> shown(thread.kept().kept)).orElse(null);
    }

    /** The line of a cell that a frame stands for: JShell names its snippets in the frames that it has seen. */
    private Optional<CellLine> placeOf(StackTraceElement frame) {
        String file = frame.getFileName();
        SnippetPlace place = file != null && file.startsWith("#") ? places.get(file.substring(1)) : null;
        if (place != null) {
            int line = place.line() + Math.max(1, frame.getLineNumber()) - 1;
            return Optional.of(new CellLine(place.cell().name(), place.cell().source(), line));
        }
        return Thrown.isOfCell(frame) ? locate(frame.getClassName(), frame.getLineNumber()) : Optional.empty();
    }

    private void finish(List<SnippetEvent> events, Cell cell, int start, int base, MagicCode code) {
        remember(events, cell, start);
        for (SnippetEvent event : events) {
            CellError error = errorOf(event, cell, base, code);
            if (error != null) {
                throw new CellFailure(error);
            }
            noteUndeclared(event, cell, base);
        }
    }

    /** JShell accepts a declaration that needs what is not there: good for a method, surprising for a variable of an unknown class. */
    private void noteUndeclared(SnippetEvent event, Cell cell, int base) {
        boolean undeclared = event.status() == Snippet.Status.RECOVERABLE_NOT_DEFINED
                || event.status() == Snippet.Status.RECOVERABLE_DEFINED;
        if (undeclared && event.causeSnippet() == null && event.snippet() instanceof DeclarationSnippet snippet) {
            if (snippet instanceof VarSnippet) {
                CellError error = ErrorReports.undeclared(suggestions, snippet, cell, base);
                shell.drop(snippet);
                throw new CellFailure(error);
            }
            Lane.current().undeclaredYet.add(snippet);
        }
    }

    /** At a cell's end: what stands above may need what stands below, or have got lost through it. */
    private void tellNotes(Lane lane) {
        List<String> notes = new ArrayList<>();
        if (!lane.undeclaredYet.isEmpty()) {
            lock.hold(() -> {
                for (DeclarationSnippet snippet : lane.undeclaredYet) {
                    Snippet.Status status = shell.status(snippet);
                    if (status == Snippet.Status.RECOVERABLE_NOT_DEFINED
                            || status == Snippet.Status.RECOVERABLE_DEFINED) {
                        notes.add(ErrorReports.notYet(suggestions, snippet));
                    }
                }
            });
            lane.undeclaredYet.clear();
        }
        if (!lane.emptied.isEmpty()) {
            notes.add(ErrorReports.emptied(lane.emptied));
            lane.emptied.clear();
        }
        // Without the lock: printing may have to wait for the front end.
        notes.forEach(System.err::println);
    }

    /** Evaluates one snippet of the user's code between texts that are not the user's; {@code before} has no line ends. */
    Object evaluateWrapped(Cell cell, String before, MagicCode code, String after) {
        long[] begun = RunClock.begin();
        try {
            Object value = evaluateSnippet(
                    cell, before + code.text() + after, code.offset(), code.offset() - before.length(), code);
            if (Lane.current().interrupted) {
                throw new CellFailure(ErrorReports.interrupted(cell));
            }
            return value;
        } finally {
            RunClock.endJava(begun);
        }
    }

    private static int leadingBlank(String text) {
        int i = 0;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private void remember(List<SnippetEvent> events, Cell cell, int start) {
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null) {
                places.put(event.snippet().id(), new SnippetPlace(cell, cell.lineOf(start)));
            }
        }
    }

    private CellError errorOf(SnippetEvent event, Cell cell, int base, MagicCode code) {
        if (event.status() == Snippet.Status.REJECTED) {
            return ErrorReports.rejected(suggestions, event.snippet(), cell, base, code);
        }
        JShellException exception = event.exception();
        boolean interrupted = Lane.current().interrupted;
        if (exception instanceof UnresolvedReferenceException unresolved && !interrupted) {
            return ErrorReports.unresolved(suggestions, unresolved.getSnippet(), cell);
        }
        if (exception instanceof EvalException thrown) {
            return interrupted
                    ? ErrorReports.interrupted(cell, thrown.getExceptionClassName(), thrown.getMessage())
                    : ErrorReports.thrown(Thrown.of(thrown), this::placeOf);
        }
        if (interrupted && event.causeSnippet() == null) {
            return ErrorReports.interrupted(cell);
        }
        return null;
    }

    /**
     * How a cell's value looks, as a {@link MimeBundle}. Its toString or renderer is code like that of cells: it may take for ever, and then an
     * interrupt must end it.
     */
    public CellResult look(Object value) {
        if (value == null || value instanceof Number || value instanceof String || value instanceof Boolean) {
            return CellResult.of(Display.bundleOf(value));
        }
        Lane lane = Lane.current();
        Cell cell = lane.cell == null ? new Cell(cells.get(), "") : lane.cell;
        lane.begin();
        try {
            Optional<SnippetThread> ran = SnippetThread.run(lane, () -> Display.bundleOf(value), classLoader);
            if (ran.isEmpty() || lane.interrupted) {
                return CellResult.failed(ErrorReports.interrupted(cell));
            }
            Throwable failure = ran.get().failure();
            return failure == null
                    ? CellResult.of(ran.get().value())
                    : CellResult.failed(ErrorReports.magic(cell, failure, 0));
        } finally {
            lane.running = false;
        }
    }

    /** The value of an expression; statements, declarations and assignments have none. */
    private Object valueOf(List<SnippetEvent> events) {
        Object value = null;
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null) {
                Snippet.SubKind kind = event.snippet().subKind();
                boolean shows = kind == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
                        || kind == Snippet.SubKind.VAR_VALUE_SUBKIND
                        || kind == Snippet.SubKind.OTHER_EXPRESSION_SUBKIND;
                value = shows ? Lane.current().value : null;
            }
        }
        return shown(value);
    }

    /** What printf returns is no result. */
    private static Object shown(Object value) {
        return value == System.out || value == System.err ? null : value;
    }

    /** The values of the session's variables by name, as text; for user_expressions and listings. */
    public CellResult expression(String source) {
        try {
            return CellResult.of(
                    evaluateSnippet(new Cell(cells.get(), source), source, 0, 0, new MagicCode(source, 0)));
        } catch (CellFailure e) {
            return CellResult.failed(e.error());
        }
    }

    /** Names and types of the variables that the user has declared. */
    public Map<String, String> variables() {
        Map<String, String> names = new TreeMap<>();
        lock.hold(() -> shell.variables()
                .filter(v -> !v.name().startsWith("$") && shell.status(v).isDefined())
                .forEach(v -> names.put(v.name(), v.typeName())));
        return names;
    }

    /** A variable's value; null also when there is no such variable. */
    public Object variable(String name) {
        return lock.hold(() -> variables.field(name).map(StaticField::get).orElse(null));
    }

    /**
     * Where in a cell a line of a compiled class comes from; empty for lines that JShell has put around it. Meant for the thread that runs
     * the cell.
     */
    public Optional<CellLine> locate(String className, int line) {
        if (statements.places().isKnown(className)) {
            return statements.places().find(className, line);
        }
        SnippetPlace running = Lane.current().current;
        return lock.hold(() -> new SnippetLines(shell, places).find(className, line, running));
    }

    /** What is done to the bytecode of classes of cells from now on, before they are loaded; null for nothing. */
    public static void transformClasses(UnaryOperator<byte[]> transformer) {
        SnippetLoader.transformWith(transformer);
    }

    /** Whether the calling thread runs the own code of a cell of the main lane, not one that a cell has started, nor one of a subshell. */
    public static boolean isCellThread() {
        return Thread.currentThread() instanceof SnippetThread && Lane.current() == Lane.main();
    }

    /** What code that is compiled beside the cells can see of this session. */
    public SessionScope scope() {
        return new SessionScope(this, shell, lock, classLoader, variables);
    }

    /** Ends the calling thread's work when its cell was interrupted. */
    public static void checkStop() {
        StopPoint.check();
    }

    /** The type of an expression; null for a statement, "" for an expression that does not compile. */
    String typeOf(String code) {
        return lock.hold(() -> typeOfAlone(code));
    }

    private String typeOfAlone(String code) {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        String type = analysis.analyzeType(code, code.length());
        if (type != null) {
            return type;
        }
        List<Snippet> asValue = analysis.sourceToSnippets("Object value = (" + code + ");");
        boolean isExpression = asValue.size() == 1 && asValue.get(0).kind() == Snippet.Kind.VAR;
        return isExpression ? "" : null;
    }

    /** Forgets everything that cells have declared, the values of variables too; says how many declarations that were. */
    int reset() {
        return lock.hold(this::resetAlone);
    }

    private int resetAlone() {
        List<Snippet> declared = shell.snippets()
                .filter(s -> shell.status(s).isActive() && !preloaded.contains(s.id()))
                .filter(s -> s.kind() != Snippet.Kind.STATEMENT && s.kind() != Snippet.Kind.EXPRESSION
                        || s instanceof VarSnippet)
                .toList();
        int n = 0;
        for (Snippet snippet : declared) {
            boolean temporary = snippet instanceof VarSnippet v && v.name().startsWith("$");
            if (snippet instanceof VarSnippet variable) {
                variables.field(variable.name()).ifPresent(StaticField::clear);
            }
            if (shell.status(snippet).isActive()) {
                shell.drop(snippet);
            }
            n += temporary ? 0 : 1;
        }
        SnippetLoader.of(classLoader).clearReplaced();
        preload();
        statements.imports().change();
        return n;
    }

    public void addToClassPath(String path) {
        lock.hold(() -> {
            shell.addToClasspath(path);
            statements.imports().changeClassPath();
        });
        added.add(Path.of(path));
    }

    /** How many snippets JShell has kept. */
    int snippets() {
        return lock.hold(() -> (int) shell.snippets().count());
    }

    /** What its compilers can find. */
    IndexedFiles files() {
        return files;
    }

    /** The loader that sees all that is on the session's class path. */
    ClassLoader classLoader() {
        return classLoader;
    }

    List<Path> addedClassPath() {
        return new ArrayList<>(added);
    }

    /** The cells run so far, the running one last. */
    List<MagicHost.Past> history() {
        synchronized (past) {
            return past.stream()
                    .map(c -> new MagicHost.Past(c.number(), c.source()))
                    .toList();
        }
    }

    /** Magics, made on first use: most cells have none, and starting must be quick. */
    synchronized MagicSession magics() {
        if (magics == null) {
            magics = new MagicSession(this);
        }
        return magics;
    }

    /** Stops the main lane's running cell. @see #interrupt(Lane) */
    public boolean interrupt() {
        return interrupt(Lane.main());
    }

    /** Stops a lane's running cell, and says whether one was running. Called from another thread, and returns at once. */
    public boolean interrupt(Lane lane) {
        if (!lane.running) {
            return false;
        }
        lane.interrupted = true;
        SnippetThread.stopCell(lane);
        Thread magic = lane.magic;
        if (magic != null) {
            magic.interrupt();
        }
        return true;
    }

    @Override
    public void close() {
        shell.close();
    }
}
