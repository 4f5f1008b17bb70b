// What every notebook, shell and script has without importing it. Whole packages only: the compiler resolves every
// single import for every cell.
import static org.triceras.Triceras.*;
import org.triceras.charts.*;
import org.triceras.data.*;
import org.triceras.engine.autodiff.*;
import org.triceras.engine.tensor.*;
import org.triceras.keras.callbacks.*;
import org.triceras.keras.layers.*;
import org.triceras.keras.losses.*;
import org.triceras.keras.metrics.*;
import org.triceras.keras.models.*;
import org.triceras.keras.optimizers.*;
import org.triceras.keras.optimizers.schedules.*;
import org.triceras.keras.text.*;
import java.io.*;
import java.math.*;
import java.net.*;
import java.nio.file.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;
import java.util.regex.*;
import java.util.stream.*;
import tech.tablesaw.api.*;
import org.triceras.kernel.interactive.FrontEnd;
import org.triceras.kernel.widgets.*;
import static org.triceras.kernel.interactive.FrontEnd.clearOutput;
