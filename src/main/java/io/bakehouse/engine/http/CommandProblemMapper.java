package io.bakehouse.engine.http;

import io.bakehouse.command.CommandException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A command that is not carried out says why. */
@Provider
public class CommandProblemMapper implements ExceptionMapper<CommandException> {
    @Override
    public Response toResponse(CommandException refusal) {
        return Problems.of(refusal.status(), refusal.getMessage()).toResponse();
    }
}
