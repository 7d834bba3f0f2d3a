package io.bakehouse.webhook;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code multipart/form-data} from strangers, in memory only. */
final class MultipartBody {
    private static final int MOST_PARTS = 100;
    private static final int LARGEST = 8 * 1024 * 1024;

    private MultipartBody() {}

    /**
     * The parts by name; of one that is repeated, the first.
     *
     * @throws MalformedException when the body is not what the media type says, or has over 100 parts
     */
    static Map<String, byte[]> read(String contentType, byte[] body) {
        FullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
        HttpPostMultipartRequestDecoder decoder = null;
        try {
            request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
            if (!HttpPostRequestDecoder.isMultipart(request)) {
                throw new MalformedException("the media type of the multipart form names no boundary");
            }
            decoder = new HttpPostMultipartRequestDecoder(
                    new DefaultHttpDataFactory(false), request, StandardCharsets.UTF_8, MOST_PARTS, LARGEST);
            Map<String, byte[]> parts = new LinkedHashMap<>();
            for (InterfaceHttpData part : decoder.getBodyHttpDatas()) {
                if (part instanceof HttpData data) {
                    parts.putIfAbsent(part.getName(), data.get());
                }
            }
            return parts;
        } catch (DecoderException | IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            throw new MalformedException("the multipart form is broken, or has more than " + MOST_PARTS + " parts");
        } catch (IOException e) {
            throw new MalformedException("the multipart form cannot be read");
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
    }
}
