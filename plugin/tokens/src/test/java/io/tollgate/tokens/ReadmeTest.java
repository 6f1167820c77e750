package io.tollgate.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.bytes.Bytes;
import io.tollgate.tokens.prompt.PromptCount;
import io.tollgate.tokens.prompt.PromptCounter;
import io.tollgate.tokens.prompt.RequestShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The README's example of the library: what it says is what is run here. */
class ReadmeTest {
    private static final String SOURCE = "src/test/java/io/tollgate/tokens/ReadmeTest.java";

    @Test
    void theExampleOfTheLibraryRuns() throws IOException {
        byte[] chunk = "hello world".getBytes(StandardCharsets.UTF_8);
        String chat = "{\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
        byte[] body = chat.getBytes(StandardCharsets.UTF_8);
        Tokenizer tokenizer = new Tokenizer(new Vocabulary(ArrayTable.load("o200k")));
        long tokens = tokenizer.count("hello world".getBytes(StandardCharsets.UTF_8));

        RunningCounter stream = new RunningCounter(tokenizer);
        stream.add(chunk, 0, chunk.length);
        long soFar = stream.tokens();

        PromptCounter prompts =
                new PromptCounter(() -> Optional.of(tokenizer), Optional::empty, List.of(), 0, 1);
        PromptCount count = prompts.count(RequestShape.OPENAI, "gpt-4o", Bytes.of(body));
        assertEquals(2, tokens);
        assertEquals(2, soFar);
        assertEquals(8, count.tokens());
    }

    @Test
    void theReadmeHasTheseVeryLines() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String example = bare(readme.split("```java\n")[1].split("```")[0]);
        assertTrue(bare(Files.readString(Path.of(SOURCE))).contains(example), example);
    }

    /** Without comments, spaces and line ends. */
    private static String bare(String code) {
        return code.replaceAll("//.*", "").replaceAll("\\s+", "");
    }
}
