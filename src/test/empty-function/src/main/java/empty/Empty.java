package empty;

import io.quarkus.funqy.Funq;

/** Takes a text and returns it. */
public class Empty {
    @Funq
    public String empty(String text) {
        return text;
    }
}
