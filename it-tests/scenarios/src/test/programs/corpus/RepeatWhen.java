import io.reactivex.Observable;
import io.reactivex.disposables.Disposable;
import io.reactivex.subjects.PublishSubject;

/**
 * Subscribes to what repeats when a subject says so, and disposes of the subscription. RxJava 2.0.0
 * leaves the inner observer with the subject; 2.0.1 disposes of it too.
 */
public class RepeatWhen {
  static final PublishSubject<String> REFRESH = PublishSubject.create();

  public static void main(String[] arguments) {
    for (int i = 0; i < 1000; i++) {
      subscribeAndDispose();
    }
    System.out.println("hasObservers=" + REFRESH.hasObservers());
    System.out.println("DONE RepeatWhen " + arguments[0] + " n=1000");
    System.exit(0);
  }

  static void subscribeAndDispose() {
    Disposable subscription =
        Observable.just("item").repeatWhen(done -> done.switchMap(x -> REFRESH)).subscribe();
    subscription.dispose();
  }
}
