package io.tollgate.core.refusal;

import io.tollgate.core.http.Header;
import java.util.ArrayList;
import java.util.List;

/** An answer that we give in the provider's place. */
public record LocalAnswer(int status, String details, List<Header> headers, byte[] body) {
    public LocalAnswer {
        headers = List.copyOf(headers);
    }

    /** The same with more headers. */
    public LocalAnswer with(List<Header> more) {
        List<Header> all = new ArrayList<>(headers);
        all.addAll(more);
        return new LocalAnswer(status, details, all, body);
    }
}
