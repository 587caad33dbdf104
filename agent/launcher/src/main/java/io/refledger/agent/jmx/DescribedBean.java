package io.refledger.agent.jmx;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.NotificationEmitter;
import javax.management.StandardEmitterMBean;

/** The MXBean with the descriptions that its interface has. */
final class DescribedBean extends StandardEmitterMBean {
  /** The bean over {@code ledger} that emits what {@code emitter} does. */
  DescribedBean(LedgerMXBean ledger, NotificationEmitter emitter) {
    super(ledger, LedgerMXBean.class, true, emitter);
  }

  @Override
  protected String getDescription(MBeanInfo info) {
    return LedgerMXBean.class.getAnnotation(Described.class).value();
  }

  @Override
  protected String getDescription(MBeanAttributeInfo info) {
    return method("get" + info.getName(), 0)
        .map(method -> method.getAnnotation(Described.class).value())
        .orElse(info.getName());
  }

  @Override
  protected String getDescription(MBeanOperationInfo info) {
    return method(info.getName(), info.getSignature().length)
        .map(method -> method.getAnnotation(Described.class).value())
        .orElse(info.getName());
  }

  @Override
  protected String getDescription(
      MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
    return parameter(operation, sequence).map(Described::value).orElse(parameter.getName());
  }

  @Override
  protected String getParameterName(
      MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
    return parameter(operation, sequence).map(Described::name).orElse(parameter.getName());
  }

  @Override
  protected int getImpact(MBeanOperationInfo info) {
    return info.getName().equals("status")
        ? MBeanOperationInfo.ACTION_INFO
        : MBeanOperationInfo.ACTION;
  }

  private static Optional<Described> parameter(MBeanOperationInfo operation, int sequence) {
    return method(operation.getName(), operation.getSignature().length)
        .flatMap(method -> described(method.getParameterAnnotations()[sequence]));
  }

  private static Optional<Described> described(Annotation... annotations) {
    return Arrays.stream(annotations)
        .filter(Described.class::isInstance)
        .map(Described.class::cast)
        .findFirst();
  }

  private static Optional<Method> method(String name, int parameters) {
    return Arrays.stream(LedgerMXBean.class.getMethods())
        .filter(method -> method.getName().equals(name))
        .filter(method -> method.getParameterCount() == parameters)
        .findFirst();
  }
}
