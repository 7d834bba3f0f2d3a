package io.bakehouse.openstack.jclouds;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Collects the body of an answer, and stops listening to one that is too long to be an answer. */
final class LimitedBody implements BodySubscriber<byte[]> {
    /** A page of 1,000 servers is about 3 MB. */
    static final long LONGEST = 64L << 20;

    private final BodySubscriber<byte[]> inner = BodySubscribers.ofByteArray();
    private final long longest;
    private Flow.Subscription subscription;
    private long length;

    LimitedBody(long longest) {
        this.longest = longest;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        inner.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            length += buffer.remaining();
        }
        if (length > longest) {
            subscription.cancel();
            inner.onError(new IOException("an answer of more than " + longest + " bytes"));
        } else {
            inner.onNext(buffers);
        }
    }

    @Override
    public void onError(Throwable failure) {
        inner.onError(failure);
    }

    @Override
    public void onComplete() {
        inner.onComplete();
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return inner.getBody();
    }
}
