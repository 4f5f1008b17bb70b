package org.triceras.kernel.shell;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.triceras.kernel.session.Assistant;

/** Completes what stands at the cursor as a notebook does. */
final class JavaCompleter implements Completer {
    private final Assistant assistant;

    JavaCompleter(Assistant assistant) {
        this.assistant = assistant;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        for (String match : assistant.complete(line.line(), line.cursor()).matches()) {
            // Without a blank behind it: a call or a dot comes next.
            candidates.add(new Candidate(match, match, null, null, null, null, false));
        }
    }
}
