package io.tollgate.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What events do not offer, a filter cannot do there. */
final class WillNotCompileTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    true  | HeadersAction onRequestHeaders(RequestHead e)       | e.headers().set("a", "b"); return HeadersAction.PAUSE;
                    false | HeadersAction onRequestHeaders(RequestHead e)       | return BodyAction.PAUSE_AND_BUFFER;
                    false | HeadersAction onRequestHeaders(RequestHead e)       | e.body(); return HeadersAction.CONTINUE;
                    false | HeadersAction onResponseHeaders(ResponseHead e)     | e.path(); return HeadersAction.CONTINUE;
                    true  | BodyAction onRequestBody(Body e)                    | e.append(new byte[1]); return BodyAction.CONTINUE;
                    false | BodyAction onRequestBody(Body e)                    | e.insert(3, new byte[1]); return BodyAction.CONTINUE;
                    false | BodyAction onRequestBody(Body e)                    | return HeadersAction.PAUSE;
                    false | TrailersAction onRequestTrailers(MutableHeaders e)  | return BodyAction.PAUSE_WITHOUT_BUFFER;
                    true  | void onLog(StreamSummary e)                         | e.requestHeaders().first("a");
                    false | void onLog(StreamSummary e)                         | e.requestHeaders().set("a", "b");
                    false | void onLog(StreamSummary e)                         | e.responseTrailers().remove("a");
                    false | void onLog(StreamSummary e)                         | e.requestTrailers();
                    false | void onLog(StreamSummary e)                         | e.reply(LocalReply.of(200));
                    """)
    void onlyWhatItsEventHas(boolean possible, String callback, String body) throws Exception {
        var found = new DiagnosticCollector<JavaFileObject>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        boolean compiled =
                compiler.getTask(
                                null, null, found, options(), null, List.of(source(callback, body)))
                        .call();
        assertEquals(possible, compiled, () -> found.getDiagnostics().toString());
    }

    private List<String> options() throws IOException, URISyntaxException {
        URI bindings = Plugin.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        return List.of("-proc:none", "-cp", Path.of(bindings).toString(), "-d", folder.toString());
    }

    private static JavaFileObject source(String callback, String body) {
        String text =
                "import io.tollgate.abi.*;\nclass Tried implements HttpFilter { @Override public "
                        + callback
                        + " { "
                        + body
                        + " } }";
        return new SimpleJavaFileObject(
                URI.create("string:///Tried.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
