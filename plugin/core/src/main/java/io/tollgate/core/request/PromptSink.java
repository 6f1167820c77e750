package io.tollgate.core.request;

import io.tollgate.bytes.Bytes;

/**
 * Is told of the prompt as its body passes, for an exact count of its tokens. Does nothing by
 * itself.
 */
public class PromptSink {
    /** Does nothing. */
    public static final PromptSink NONE = new PromptSink();

    /** One message, around its parts. */
    public static final int MESSAGE = 'Q';

    public static final int ROLE = 'r';
    public static final int NAME = 'N';

    /** Text outside of a message too: system prompts, instructions, inputs. */
    public static final int TEXT = 'T';

    /** The JSON of all tools, as it stands. */
    public static final int TOOLS = 'F';

    /** The JSON of tool calls in the history, as it stands. */
    public static final int CALLS = 'L';

    /** The JSON of the answer's format, as it stands. */
    public static final int SCHEMA = 'J';

    /** An image, sound, video or file; its data is not told. */
    public static final int MEDIUM = 'D';

    public void begin(int part) {}

    public void text(int part, Bytes bytes, int from, int to) {}

    /** A prompt's token given by number. */
    public void tokenId() {}

    public void end(int part) {}
}
