package io.tollgate.bench.inside;

import io.tollgate.abi.HttpFilter;
import io.tollgate.abi.HttpStream;
import io.tollgate.abi.Plugin;
import io.tollgate.abi.PluginSetup;
import io.tollgate.abi.data.EmbeddedData;
import io.tollgate.tokens.Tokenizer;
import io.tollgate.tokens.Vocabulary;

/** Every stream runs one loop; the tokenizers are shared, as in the gateway. */
final class LoopPlugin implements Plugin {
    private Loops loops;
    private PluginSetup setup;

    @Override
    public void configure(PluginSetup given) {
        setup = given;
        loops = new Loops(tokenizer("o200k"), tokenizer("cl100k"));
    }

    @Override
    public HttpFilter newHttpFilter(HttpStream stream) {
        return new LoopFilter(stream, loops, setup.clock());
    }

    private static Tokenizer tokenizer(String encoding) {
        return new Tokenizer(new Vocabulary(new BlockTable(EmbeddedData.find(encoding))));
    }
}
